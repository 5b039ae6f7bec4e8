"""A record of weights made lighter: hundredths, and no light weights of models with classes."""

from timeline.extraction.training.lightening import lightened


def test_weights_are_rounded_and_the_light_ones_of_types_and_status_left_out() -> None:
    record = {
        "type": {
            "classes": ["a", "b"],
            "biases": [0.1234],
            "weights": {"x": {"a": 0.0599, "b": -0.06}, "y": {"a": 0.01}},
        },
        "status": {"classes": ["a"], "biases": [0.0], "weights": {"x": {"a": -0.099}, "z": {"a": 0.104}}},
        "role": {"bias": -1.2345, "weights": {"supplier": {"f": 0.0549, "g": -0.051}}},
        "event": {"bias": 0.5, "weights": {"h": 1.2345, "i": 0.001}},
        "calibration": {"slope": 0.957, "shift": -0.177},
    }
    assert lightened(record) == {
        "type": {"classes": ["a", "b"], "biases": [0.1234], "weights": {"x": {"b": -0.06}}},
        "status": {"classes": ["a"], "biases": [0.0], "weights": {"z": {"a": 0.1}}},
        "role": {"bias": -1.2345, "weights": {"supplier": {"f": 0.05, "g": -0.05}}},
        "event": {"bias": 0.5, "weights": {"h": 1.23}},
        "calibration": {"slope": 0.957, "shift": -0.177},
    }
