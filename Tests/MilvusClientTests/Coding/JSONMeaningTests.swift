internal import MilvusClient
internal import Testing

/// Which JSON texts mean the same.
@Suite struct JSONMeaningTests {
  @Test(arguments: [
    (#"{"a":1,"b":[true,null]}"#, " { \"b\" : [ true , null ] ,\n\t\"a\" : 1 } "),
    (#""\u00e9\n\/""#, "\"é\\u000a/\""), (#""\ud83d\ude00""#, "\"😀\""),
    ("1.0", "1"), ("1e2", "100"), ("0.10", "0.1"), ("-0", "0"), ("-0.0", "0"), ("[]", "[ ]"),
    (#"{"a":1,"a":2}"#, #"{"a":2}"#), ("1E+2", "1e2"), ("{}", "{ }"),
  ])
  func `these texts mean the same`(_ one: String, _ other: String) throws {
    let form = try #require(JSONMeaning.form(of: Array(one.utf8)))
    #expect(JSONMeaning.form(of: Array(other.utf8)) == form)
  }

  @Test(arguments: [
    ("9007199254740993", "9007199254740992"), ("9007199254740993", "9007199254740992.0"),
    ("123456789012345678901234567890", "123456789012345678901234567891"), ("1", "\"1\""),
    ("[1,2]", "[2,1]"), ("[[1],2]", "[[1,2]]"), ("[\"a\",\"b\"]", "[\"a\\\",\\\"b\"]"),
    ("null", "\"null\""), ("1", "-1"), ("{\"a\":1}", "{\"b\":1}"), ("[]", "{}"), ("0.1", "0.2"),
    ("\"é\"", "\"e\u{301}\""), ("true", "false"), ("{\"a\":null}", "{}"), (#""\ud83d""#, "\"?\""),
  ])
  func `these texts mean different things`(_ one: String, _ other: String) throws {
    let form = try #require(JSONMeaning.form(of: Array(one.utf8)))
    let otherForm = try #require(JSONMeaning.form(of: Array(other.utf8)))
    #expect(form != otherForm)
  }

  @Test(arguments: [
    "", " ", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "01", "1.", ".5", "-", "+1", "1e",
    "NaN", "Infinity", "tru", "\"a", "\"\\x\"", "\"\\u12\"", "1 2", "{\"a\":1,}", "nul",
  ])
  func `what is not JSON has no meaning`(_ text: String) {
    #expect(JSONMeaning.form(of: Array(text.utf8)) == nil)
  }

  @Test func `nesting as deep as Milvus Lite reads it has a meaning`() {
    let (start, end) = (
      String(repeating: "{\"a\":", count: 1_000), String(repeating: "}", count: 1_000)
    )
    let form = JSONMeaning.form(of: Array((start + "1" + end).utf8))
    #expect(form != nil && form == JSONMeaning.form(of: Array((start + " 1.0 " + end).utf8)))
  }

  @Test func `endless nesting is given up`() {
    let text = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(JSONMeaning.form(of: text) == nil)
  }
}
