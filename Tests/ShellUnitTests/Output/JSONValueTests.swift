internal import Testing

@testable internal import Shell

@Suite struct JSONValueTests {
  @Test func `fields keep their order`() {
    let value: JSONValue = [
      "z": 1, "a": [true, nil, 1.5, "x"], "m": ["k": .optional(Int64?.none)],
    ]
    #expect(value.text == #"{"z":1,"a":[true,null,1.5,"x"],"m":{"k":null}}"#)
  }

  @Test func `texts are escaped`() {
    #expect(JSONValue.string("a\"\\\n\t\u{1}é\u{7F}").text == #""a\"\\\n\t\u0001é\u007f""#)
  }

  @Test func `a number that JSON has no word for is null`() {
    #expect(JSONValue.number(.infinity).text == "null")
    #expect(JSONValue.number(.nan).text == "null")
  }

  @Test func `a field that is set again stays in its place`() {
    var object: JSONObject = ["a": 1, "b": 2]
    object["a"] = 3
    object["b"] = nil
    object["c"] = "x"
    #expect(JSONValue.object(object).text == #"{"a":3,"c":"x"}"#)
  }
}
