internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// What servers send: random bytes, and real answers with damage.
///
/// Nothing may crash, hang or grow out of proportion, and what fails says so with a `MilvusError`,
/// which the types of the functions prove. What is accepted is held to a model: `AnswerProperties`.
struct WireSubject: FuzzSubject {
  /// The name.
  let name = "wire"

  /// Makes the subject.
  init() {}

  /// Makes a page of a few kinds of columns, a receipt and a schema.
  func base(using generator: inout SeededGenerator) throws -> WireBase {
    let kinds = ColumnKind.all.shuffled(using: &generator).prefix(4)
    let page = try RandomPage(using: &generator, maximumRows: 6, kinds: Array(kinds))
    return WireBase(
      page: page, answer: try Self.bytes(of: page.answer),
      receipt: try Self.bytes(of: Self.receipt(using: &generator)),
      schema: try Self.bytes(of: RandomSchema(using: &generator).wire))
  }

  /// Makes one of the inputs; most are answers with damage.
  func input(
    from base: WireBase, using generator: inout SeededGenerator
  ) throws -> WireInput {
    switch generator.below(20) {
    case 0: .message(generator.bytes(generator.size(upTo: 64)))
    case 1: .message(Self.column(of: base.answer, using: &generator))
    case 2: .receipt(Self.damaged(base.receipt, using: &generator))
    case 3, 4: .schema(Self.damaged(base.schema, using: &generator))
    case 5: .answer(base.answer.whole, rules: base.page.rules, expected: base.page.expected)
    default:
      .answer(
        Self.damaged(base.answer, using: &generator),
        rules: Self.rules(base.page.rules, using: &generator), expected: nil)
    }
  }

  /// Feeds the input to all that reads such bytes.
  func check(_ input: WireInput) throws {
    switch input {
    case .answer(let bytes, let rules, let expected):
      try AnswerProperties(bytes: bytes, rules: rules).check(expecting: expected)
    case .receipt(let bytes): try MessageProperties.checkReceipt(bytes)
    case .message(let bytes): try MessageProperties.checkMessage(bytes)
    case .schema(let bytes): try SchemaProperties.check(bytes)
    }
  }

  /// The kind of the input, its bytes, and the rules.
  func text(of input: WireInput) -> String {
    switch input {
    case .answer(let bytes, let rules, _): "answer \(Spelling.hex(bytes))\nrules \(rules)"
    case .receipt(let bytes): "receipt \(Spelling.hex(bytes))"
    case .message(let bytes): "message \(Spelling.hex(bytes))"
    case .schema(let bytes): "schema \(Spelling.hex(bytes))"
    }
  }

  private static func bytes(of message: some SwiftProtobuf.Message) throws -> WireBase.Bytes {
    let bytes: [UInt8] = try message.serializedBytes()
    return WireBase.Bytes(
      whole: bytes, tree: try require(WireTree(bytes), "a whole message cannot be taken apart"))
  }

  private static func receipt(using generator: inout SeededGenerator) -> WireMutationResult {
    var receipt = WireMutationResult()
    receipt.insertCnt = Int64(generator.below(100))
    receipt.deleteCnt = Int64(generator.below(100))
    receipt.upsertCnt = Int64(generator.below(100))
    if generator.once(in: 4) { receipt.status.code = Int32(generator.below(1200)) }
    receipt.status.reason = "said by a server"
    return receipt
  }

  /// Damage by bytes, or of fields with the lengths around them kept right, which reaches deeper.
  private static func damaged(
    _ base: WireBase.Bytes, using generator: inout SeededGenerator
  ) -> [UInt8] {
    var tree = base.tree
    if !generator.once(in: 3) { tree.mutate(using: &generator) }
    guard generator.once(in: 3) else { return tree.bytes }
    var bytes = base.whole
    ByteMutation.damage(&bytes, using: &generator)
    return bytes
  }

  /// One column of the answer, changed a little.
  private static func column(
    of base: WireBase.Bytes, using generator: inout SeededGenerator
  ) -> [UInt8] {
    guard case .message(let nodes)? = base.tree.nodes.randomElement(using: &generator)?.content
    else { return [] }
    var tree = WireTree(nodes: nodes)
    tree.mutate(using: &generator)
    return tree.bytes
  }

  /// The rules, now and then with one that says something else.
  private static func rules(
    _ rules: [ColumnRule], using generator: inout SeededGenerator
  ) -> [ColumnRule] {
    guard generator.once(in: 4) else { return rules }
    var rules = rules
    let place = generator.below(rules.count)
    switch generator.below(5) {
    case 0: rules[place].use = .optional
    case 1: rules[place].use = .dropped
    case 2: rules[place].isNullable.toggle()
    case 3: rules[place].wantsValidData.toggle()
    default: rules[place].elementType = DataType(rawValue: Int32(generator.below(110)))
    }
    // A rule that takes nulls always asks for them.
    rules[place].wantsValidData = rules[place].wantsValidData || rules[place].isNullable
    return rules
  }
}
