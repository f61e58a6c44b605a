internal import Testing

@testable internal import Shell

/// One decoder for all text that was written elsewhere.
@Suite struct ForeignTextTests {
  @Test(arguments: [
    ("\u{FEFF}help", "help"), ("one\r\ntwo\r\n", "one\ntwo\n"), ("one \\\r\n two", "one \\\n two"),
    ("one\\\r", "one\\"), ("a\rb", "a\rb"), ("é\u{FEFF}", "é\u{FEFF}"), ("", ""),
  ])
  func `a mark at the beginning and carriage returns at line ends go`(
    text: String, expected: String
  )
    throws
  {
    #expect(try ForeignText.decoded(text.utf8) == expected)
  }

  @Test func `only the beginning of a text has a mark`() throws {
    #expect(try ForeignText.decoded("\u{FEFF}x".utf8, isBeginning: false) == "\u{FEFF}x")
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x68, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x68], "UTF-16"),
      ([0x68, 0, 0x65, 0], "UTF-16"), ([0, 0x68, 0, 0x65], "UTF-16"),
      ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
    ] as [([UInt8], String)])
  func `wide encodings are named`(bytes: [UInt8], name: String) {
    #expect(throws: ForeignText.Flaw(problem: .wide(name), line: 1, byte: 1)) {
      try ForeignText.decoded(bytes)
    }
  }

  @Test(
    arguments: [
      ([0x61, 0x0A, 0x63, 0x61, 0x66, 0xE9, 0x0A], 0xE9, 2, 4), ([0xFF], 0xFF, 1, 1),
      ([0xC3, 0xA9, 0x80], 0x80, 1, 3), ([0x61, 0xC3], 0xC3, 1, 2),
      ([0xED, 0xA0, 0x80], 0xED, 1, 1),
    ] as [([UInt8], UInt8, Int, Int)])
  func `a stray byte is named with its place`(bytes: [UInt8], byte: UInt8, line: Int, place: Int) {
    #expect(throws: ForeignText.Flaw(problem: .stray(byte), line: line, byte: place)) {
      try ForeignText.decoded(bytes)
    }
  }

  @Test func `the place is said in words`() {
    let flaw = ForeignText.Flaw(problem: .stray(0xE9), line: 2, byte: 4)
    #expect(
      flaw.error(of: "the script \"a\"").message
        == "the script \"a\" is no UTF-8 text: byte E9 at line 2, byte 4")
    #expect(
      ProcessSurroundings.flaw(of: [0x61, 0xFF], at: 3).message
        == "argument 3 is no UTF-8 text: byte FF at byte 2")
  }

  @Test(
    arguments: [
      (nil, "/root"), ("", "/root"), ("/home/ann", "/home/ann"),
    ] as [(String?, String)])
  func `a home that is missing or empty is that of the user`(given: String?, expected: String) {
    var environment = ["A": "b"]
    environment["HOME"] = given
    let known = ProcessSurroundings.environment(environment, home: "/root")
    #expect(known == ["A": "b", "HOME": expected])
    #expect(Places(environment: known).stateFolder == expected + "/.local/state/vecferry")
  }

  @Test func `without any home there is no folder, and never the working directory`() {
    for environment in [[:], ["HOME": ""]] {
      let places = Places(environment: ProcessSurroundings.environment(environment, home: nil))
      #expect(places.stateFolder == nil && places.historyFile == nil)
    }
    #expect(Places(environment: ["XDG_STATE_HOME": "/s"]).stateFolder == "/s/vecferry")
  }
}
