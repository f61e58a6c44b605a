internal import ArgumentParser

/// A new name for one collection on the target, typed as `OLD:NEW`.
package struct Renaming: Sendable, Hashable {
  /// The name on the source.
  package var old: String
  /// The name on the target.
  package var new: String
}

extension Renaming: ExpressibleByArgument {
  package init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !NamePattern.isOpen($0) }) else {
      return nil
    }
    self.init(old: parts[0], new: parts[1])
  }
}
