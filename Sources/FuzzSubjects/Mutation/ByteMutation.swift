internal import TestSupport

extension SeededGenerator {
  /// A number below `count`.
  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

  /// A number of which small values are the most likely, and the largest rare: sizes and places.
  mutating func size(upTo largest: Int) -> Int {
    Int.random(in: 0...Int.random(in: 0...largest, using: &self), using: &self)
  }

  /// One of the choices, which must not be empty.
  mutating func pick<C: RandomAccessCollection>(_ choices: C) -> C.Element where C.Index == Int {
    choices[choices.startIndex + below(choices.count)]
  }

  /// So many random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// A number that is at the edge of something more often than chance has it.
  mutating func edge() -> UInt64 {
    let edges: [UInt64] = [0, 1, 0x7F, 0x80, 1 << 31, 1 << 32, 1 << 62, 1 << 63, .max]
    switch below(3) {
    case 0: return next() >> UInt64(below(64))
    case 1: return pick(edges) &+ UInt64(below(3)) &- 1
    default: return UInt64(below(130))
    }
  }
}

/// Damage to bytes whose meaning does not matter.
enum ByteMutation {
  // Lengths and numbers at the edge of what a varint can say.
  private static let pieces: [[UInt8]] = [
    [0], [0xFF], [0x7F], [0x80], [0x80, 0x00], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
  ]

  /// Changes the bytes in one to four places.
  static func damage(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    for _ in 0...generator.below(4) where !bytes.isEmpty {
      damageOnce(&bytes, using: &generator)
    }
  }

  private static func damageOnce(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    let place = generator.below(bytes.count)
    let end = min(bytes.count, place + 1 + generator.size(upTo: 32))
    switch generator.below(9) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes[place] ^= 1 << UInt8(generator.below(8))
    case 3: bytes[place] = bytes[place] &+ (generator.once(in: 2) ? 1 : 255)
    case 4: bytes.removeSubrange(place..<end)
    case 5: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 6: bytes.insert(contentsOf: generator.pick(pieces), at: place)
    case 7: bytes.replaceSubrange(place..<end, with: generator.pick(pieces))
    default: bytes.swapAt(place, end - 1)
    }
  }
}
