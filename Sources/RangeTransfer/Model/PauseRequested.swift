/// Thrown where a job stops because it was asked to.
struct PauseRequested: Error {}
