internal import MilvusClient
internal import TestSupport

/// Primary keys: their order, their literals in filters, and their texts in the journal.
struct KeySubject: FuzzSubject {
  let name = "keys"

  /// Keys of one type, two of them the bounds of a range, and a text that may be no key.
  struct Input {
    var keys: [PrimaryKey]
    var range: KeyRange
    var text: String
  }

  func input(from base: Void, using generator: inout SeededGenerator) throws -> Input {
    let isText = generator.once(in: 2)
    let keys = (0..<5).map { _ in
      isText
        ? PrimaryKey.varchar(RandomText.text(using: &generator))
        : .int64(Int64(bitPattern: generator.edge()))
    }
    let bounds = [generator.pick(keys), generator.pick(keys)].sorted()
    return Input(
      keys: keys,
      range: KeyRange(
        lower: generator.once(in: 4) ? nil : bounds[0],
        upper: generator.once(in: 4) ? nil : bounds[1]),
      text: generator.pick(["", "i:", "s:", "i:-", "i:0", "x:"])
        + RandomText.text(using: &generator))
  }

  func check(_ input: Input) throws {
    for key in input.keys {
      let again = PrimaryKey(journalText: key.journalText)
      try require(again == key, "the journal gives back \(again as Any)")
    }
    if let key = PrimaryKey(journalText: input.text) {
      try require(
        key.journalText.utf8.elementsEqual(input.text.utf8), "two journal texts of one key")
    }
    for (one, other) in zip(input.keys, input.keys.dropFirst()) {
      try require(
        [one < other, one == other, other < one].count { $0 } == 1,
        "\(one) and \(other) are in no order")
    }
    try checkFilter(input)
  }

  /// The filter selects exactly the keys of the range, by whatever rules a parser reads it.
  private func checkFilter(_ input: Input) throws {
    let type: DataType = if case .int64 = input.keys[0] { .int64 } else { .varchar }
    let text = input.range.filter(keyField: "id", keyType: type)
    try require(!text.contains(String(Int64.min)), "old parsers cannot read \(text)")
    let filter = try FilterModel(text, keyField: "id")
    for key in input.keys {
      try require(
        filter.holds(for: key) == input.range.contains(key), "the filter \(text) errs about \(key)")
    }
  }

  func text(of input: Input) -> String {
    let keys = input.keys.map { key in
      switch key {
      case .int64(let number): ".int64(\(number))"
      case .varchar(let text): ".varchar(\(Spelling.literal(text)))"
      }
    }
    return
      "keys [\(keys.joined(separator: ", "))]\nrange \(input.range)\ntext \(Spelling.literal(input.text))"
  }
}
