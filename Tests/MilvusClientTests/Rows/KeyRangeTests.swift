internal import MilvusClient
internal import TestSupport
internal import Testing

/// Ranges of keys as filter expressions.
@Suite struct KeyRangeTests {
  @Test(
    arguments: [
      (nil, nil, "id <= 9223372036854775807"), (1, nil, "id > 1"), (nil, 9, "id <= 9"),
      (-5, 9, "id > -5 and id <= 9"), (.min, nil, "id >= -9223372036854775807"),
      (nil, .min, "id < -9223372036854775807"), (nil, .max, "id <= 9223372036854775807"),
      (.max, nil, "id > 9223372036854775807"),
      (.min, .max, "id >= -9223372036854775807 and id <= 9223372036854775807"),
    ] as [(Int64?, Int64?, String)])
  func `ranges of numbers never name the smallest one`(
    _ lower: Int64?, _ upper: Int64?, _ filter: String
  ) {
    let range = KeyRange(lower: lower.map { .int64($0) }, upper: upper.map { .int64($0) })
    #expect(range.filter(keyField: "id", keyType: .int64) == filter)
  }

  @Test(
    arguments: [
      (nil, nil, #"k >= """#), ("", nil, #"k > """#), (nil, "", #"k <= """#),
      ("a", "b\"", #"k > "a" and k <= "b\"""#),
    ] as [(String?, String?, String)])
  func `ranges of texts start at the empty one`(
    _ lower: String?, _ upper: String?, _ filter: String
  ) {
    let range = KeyRange(lower: lower.map { .varchar($0) }, upper: upper.map { .varchar($0) })
    #expect(range.filter(keyField: "k", keyType: .varchar) == filter)
  }

  @Test func `neighbouring ranges hold every key once`() {
    var generator = SeededGenerator(seed: 7)
    let cuts = [-3, 0, 1, 40].map { PrimaryKey.int64($0) }
    let lowers: [PrimaryKey?] = [nil] + cuts
    let uppers: [PrimaryKey?] = cuts + [nil]
    let ranges = zip(lowers, uppers).map { KeyRange(lower: $0, upper: $1) }
    let keys =
      [.min, .max, -3, 0, 1, 40]
      + (0..<100).map { _ in Int64.random(in: -50...50, using: &generator) }
    for key in keys {
      #expect(ranges.count { $0.contains(.int64(key)) } == 1, "key \(key)")
    }
  }
}
