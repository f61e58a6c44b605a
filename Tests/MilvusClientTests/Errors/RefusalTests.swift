internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

@testable internal import MilvusClient

/// Which refusals of a write are about single rows.
@Suite struct RefusalTests {
  @Test(
    arguments: [
      (65535, "value 'NaN' is not a number or infinity"),
      (65535, "dynamic field name cannot include the static field name: title"),
      (
        1100,
        "the length (300) of 5th string exceeds max length (200): invalid parameter"
          + "[expected=valid length string][actual=string length exceeds max length]"
      ),
      (
        1100,
        "length of varchar field function exceeds max length, row number: 0, length: 9, max: 4"
      ),
      (1100, "the length (9) of 0th array exceeds max capacity (8): invalid parameter"),
      (1100, "the 3th element (300) out of range: [-128, 127]: invalid parameter"),
      (1100, "something that no server says yet"),
      (
        1001,
        "IO failed: json: cannot unmarshal number into Go value of type map[string]interface {}"
      ),
      (65535, "unsorted or same indices in sparse float vector"),
      (6, "VARCHAR field 's' value length 300 exceeds max_length=200"),
      (6, "field 'partition key' value 'not in schema' does not match dtype DataType.INT8"),
    ] as [(Int32, String)])
  func `what is said about a row`(_ number: Int32, _ words: String) {
    #expect(refusal(number, words).code == .invalidRow)
  }

  @Test(
    arguments: [
      (1100, "the number of fields is less than needed: invalid parameter"),
      (1100, "fieldSchema(title) has no corresponding fieldData pass in"),
      (1100, "missing required field \"title\""),
      (1100, "the num_rows (3) of field (title) is not equal to passed num_rows (4)"),
      (1100, "the dim (8) of field data(v) is not equal to schema dim (16): invalid parameter"),
      (1100, "float vector field 'v' is illegal, array type mismatch"),
      (1100, "can not assign primary field data when auto id enabled id"),
      (1100, "duplicate primary keys are not allowed in the same batch"),
      (6, "record has fields ['x'] not in schema (enable_dynamic_field is False)"),
      (6, "vector field 'v' expected dim 16, got 8"),
    ] as [(Int32, String)])
  func `what is said about every row alike`(_ number: Int32, _ words: String) {
    #expect(refusal(number, words).code == .invalidRequest)
    #expect(!refusal(number, words).isUnexplainedRefusal)
  }

  @Test(
    arguments: [
      (65535, "stack trace: runtime error: index out of range [5] with length 3"),
      (65535, "message queue: produce message failed"), (1, "a lock could not be taken"),
      (1001, "IO failed: no such bucket"), (65535, "function call: invalid character '<'"),
      (1, "'utf-8' codec can't encode character"), (1, "maximum recursion depth exceeded"),
    ] as [(Int32, String)])
  func `a fault that may pass is not known to be a row's`(_ number: Int32, _ words: String) {
    #expect(refusal(number, words).code == .invalidRequest)
    #expect(refusal(number, words).isUnexplainedRefusal)
  }

  @Test func `what this side finds wrong with a request is no refusal of a server`() {
    #expect(!MilvusError(.invalidRequest, "the page lacks a field").isUnexplainedRefusal)
  }

  @Test(
    arguments: [
      (100, .collectionNotFound), (101, .notLoaded), (8, .rateLimited), (9, .writeDenied),
      (1401, .unauthenticated), (109, .schemaChanged), (1102, .messageTooLarge), (2, .notReady),
    ] as [(Int32, MilvusError.Code)])
  func `a failure of another class stays what it is`(_ number: Int32, _ code: MilvusError.Code) {
    #expect(refusal(number, "value 'NaN' is not a number or infinity").code == code)
  }

  @Test func `names and values in the words decide nothing`() {
    #expect(refusal(65535, "no field 'is not a number or infinity'").code == .invalidRequest)
    #expect(refusal(1100, "the value \"num_rows\" is odd").code == .invalidRow)
  }

  @Test func `the server's words are kept apart from the attempt`() {
    let error = refusal(65535, "value 'NaN' is not a number\n or infinity")
    #expect(error.serverWords == "value 'NaN' is not a number or infinity")
    #expect(error.message == "cannot write rows: value 'NaN' is not a number or infinity")
    #expect(refusal(77, "").serverWords == nil)
  }

  private func refusal(_ number: Int32, _ words: String) -> MilvusError {
    let status = WireStatus.with {
      $0.code = number
      $0.reason = words
    }
    let error = MilvusError.failure(ofStatus: status, attempt: "cannot write rows")
    return (error ?? MilvusError(.unexpectedAnswer, "no failure")).asRefusalOfWrite
  }
}
