"""One function for each verb: takes the context, answers with an exit code, raises Failure and the errors of `desktop.errors`."""
