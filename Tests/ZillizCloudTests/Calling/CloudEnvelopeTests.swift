internal import Testing

@testable internal import ZillizCloud

@Suite struct CloudEnvelopeTests {
  private func envelope(_ text: String) throws -> CloudEnvelope {
    try #require(CloudEnvelope(Array(text.utf8)))
  }

  @Test(arguments: ["", "null", "[]", "12", "\"x\"", "{}", #"{"hello":1}"#, "<html>", #"{"code":"#])
  func `what has no frame is none`(text: String) {
    #expect(CloudEnvelope(Array(text.utf8)) == nil)
  }

  @Test(arguments: ["0", "200", "\"0\"", "200.0", "null"])
  func `success is 0, 200, or no number beside data`(code: String) throws {
    #expect(try envelope(#"{"code":\#(code),"data":{}}"#).isSuccess)
  }

  @Test(arguments: [
    #"{"code":0,"data":[{"id":1},{"id":2}]}"#, #"{"code":0,"data":{"things":[{"id":1},{"id":2}]}}"#,
  ])
  func `a list is an array or an object that holds one`(text: String) throws {
    let list = try #require(try envelope(text).list("things"))
    #expect(list.map { $0["id"].integer } == [1, 2])
  }

  @Test func `no data is an empty list, other data is none`() throws {
    #expect(try envelope(#"{"code":0,"data":null}"#).list("things") == [])
    #expect(try envelope(#"{"code":0}"#).list("things") == [])
    #expect(try envelope(#"{"code":0,"data":{"others":[]}}"#).list("things") == nil)
    #expect(try envelope(#"{"code":0,"data":"text"}"#).list("things") == nil)
  }

  @Test func `an object stands under data or beside the number`() throws {
    for text in [#"{"code":0,"data":{"jobId":"j"}}"#, #"{"code":0,"jobId":"j"}"#] {
      #expect(try envelope(text).object(holding: "jobId")?["jobId"].text == "j")
    }
    #expect(try envelope(#"{"code":0,"data":{}}"#).object(holding: "jobId") == nil)
  }

  @Test func `numbers are read from texts, texts from numbers, blanks from neither`() throws {
    let data = try envelope(#"{"data":{"a":"12","b":12,"c":"1.5","d":"","e":null,"f":1.5}}"#).data
    #expect(data["a"].integer == 12 && data["b"].text == "12")
    #expect(data["c"].number == 1.5 && data["c"].integer == nil)
    #expect(data["d"].text == nil && data["d"].integer == nil && data["e"].text == nil)
    #expect(data["f"].number == 1.5 && data["f"].integer == nil)
    #expect(data["missing"] == .null && data["a"]["deeper"] == .null)
  }
}
