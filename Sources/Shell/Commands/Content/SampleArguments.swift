package import ArgumentParser
internal import MigrationEngine

/// Which key ranges a comparison by sample looks at, as typed.
package struct SampleArguments: ParsableArguments {
  @Option(
    name: .customLong("sample"),
    help: ArgumentHelp(
      "Share of the key ranges that a sample compares (5).", valueName: "percent"))
  package var percent: Percent?
  @Option(
    help: ArgumentHelp("Draw what a report with this seed drew.", valueName: "n"))
  package var seed: UInt32?

  package init() {}

  /// Whether anything was said about a sample.
  var isGiven: Bool { percent != nil || seed != nil }

  /// The sample; its seed is a random one unless it was given.
  var sample: RangeSample {
    RangeSample(
      share: percent?.share ?? RangeSample.usualShare, seed: UInt64(seed ?? Self.anySeed))
  }

  /// A seed of six digits at most: whoever wants the same draw again has to type the number.
  static var anySeed: UInt32 { UInt32.random(in: 1...999_999) }
}

/// A share as typed: a number of per cent above 0, up to 100.
package struct Percent: Sendable, Equatable {
  /// The share of the whole, at most 1.
  package var share: Double
}

extension Percent: ExpressibleByArgument {
  package init?(argument: String) {
    let digits = argument.hasSuffix("%") ? String(argument.dropLast()) : argument
    guard let percent = Double(digits), percent > 0, percent <= 100 else { return nil }
    self.init(share: percent / 100)
  }
}
