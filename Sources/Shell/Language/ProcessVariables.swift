#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the environment of the process holds beside its readable variables.
enum ProcessVariables {
  /// Whether the variable is set to something that is no text.
  static func isUnreadable(_ name: String) -> Bool {
    guard let value = getenv(name) else { return false }
    return String(validatingCString: value) == nil
  }
}

extension [String: String] {
  /// The value of a variable; nil also for an empty one, which counts as one that is not set.
  func filled(_ name: String) -> String? {
    self[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
