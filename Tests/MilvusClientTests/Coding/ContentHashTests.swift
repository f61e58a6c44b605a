internal import MilvusClient
internal import TestSupport
internal import Testing

/// What the hash promises.
@Suite struct ContentHashTests {
  @Test func `any changed byte changes the hash`() {
    for count in [1, 7, 8, 9, 15, 16, 17, 31, 32, 40, 100] {
      var generator = SeededGenerator(seed: UInt64(count))
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let hash = Self.hash(bytes)
      for place in 0..<count {
        for bit in 0..<8 {
          bytes[place] ^= 1 << UInt8(bit)
          #expect(Self.hash(bytes) != hash, "byte \(place) of \(count)")
          bytes[place] ^= 1 << UInt8(bit)
        }
      }
    }
  }

  @Test func `zeros of different lengths are different`() {
    let hashes = (0...64).map { Self.hash([UInt8](repeating: 0, count: $0)) }
    #expect(Set(hashes).count == hashes.count)
  }

  @Test func `a boundary between pieces that moves changes the hash`() {
    var one = ContentHash()
    one.add("ab".utf8Bytes.span.bytes)
    one.add("c".utf8Bytes.span.bytes)
    var other = ContentHash()
    other.add("a".utf8Bytes.span.bytes)
    other.add("bc".utf8Bytes.span.bytes)
    #expect(one.value != other.value)
  }

  @Test func `exchanged words change the hash`() {
    let bytes = [UInt8](0..<64)
    let exchanged = Array(bytes[16..<32]) + bytes[0..<16] + bytes[32...]
    #expect(Self.hash(bytes) != Self.hash(exchanged))
    let swapped = Array(bytes[8..<16]) + bytes[0..<8] + bytes[16...]
    #expect(Self.hash(bytes) != Self.hash(swapped))
  }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash = ContentHash()
    hash.add(bytes.span.bytes)
    return hash.value
  }
}

extension String {
  fileprivate var utf8Bytes: [UInt8] { Array(utf8) }
}
