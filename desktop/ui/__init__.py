"""The windows: widgets that show what is below and hand on what a person does; they decide nothing."""
