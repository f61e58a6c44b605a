internal import ArgumentParser

/// A span of time as typed: a number of seconds above zero, with or without a fraction.
package struct Seconds: Sendable, Equatable {
  /// The span.
  package var duration: Duration

  /// Makes a span of a number of seconds.
  package init(_ seconds: Double) {
    duration = .seconds(seconds)
  }
}

extension Seconds: ExpressibleByArgument {
  package init?(argument: String) {
    // A year: longer is a slip of the hand, and the clock's arithmetic must not overflow.
    guard let seconds = Double(argument), seconds > 0, seconds <= 31_536_000 else { return nil }
    self.init(seconds)
  }

  package var defaultValueDescription: String { "\(Double(duration / .seconds(1)))" }
}
