/// Random numbers that a seed repeats: put the seed into the message of whatever fails.
///
/// The generator is SplitMix64: a counter whose steps are mixed, good enough for test inputs.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Makes the generator of a seed.
  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns true once in `many` times.
  package mutating func once(in many: Int) -> Bool {
    Int.random(in: 0..<many, using: &self) == 0
  }
}
