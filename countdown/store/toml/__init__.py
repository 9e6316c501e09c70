"""TOML text: where its keys stand, changes to it, and its faults in one sentence."""
