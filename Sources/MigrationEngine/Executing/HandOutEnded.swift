/// Thrown where a range was handed out anew.
struct HandOutEnded: Error {}
