internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

@Suite struct ProfileFileTests {
  private static let odd = [
    "no", "null", "~", "1e3", "yes: it is", "# none", "'q'", "\"q\"", "a\\b", "café", "- x", "{}",
    "*star", "&and", "!bang", "%", "@at", "`tick`", " blank ", "tab\tbed", "two\nlines", "|", ">",
  ]

  @Test(arguments: odd) func `a value is a text, whatever YAML makes of it`(value: String) throws {
    let profile = Profile(
      name: "prod", place: "10.0.0.7", values: [.label: value, .tokenCommand: value])
    let text = try ProfileText.text(of: ["prod": profile])
    #expect(try ProfileText.profiles(in: text) == ["prod": profile], "\(text)")
  }

  @Test func `a profile reads as people write it`() throws {
    let text = """
      # mine
      prod:
        place: https://milvus.example.org
        cu: 4
        protect: true
      lab: {place: 10.0.0.9}
      """
    #expect(
      try ProfileText.profiles(in: text) == [
        "prod": Profile(
          name: "prod", place: "https://milvus.example.org",
          values: [.cu: "4", .protect: "true"]),
        "lab": Profile(name: "lab", place: "10.0.0.9"),
      ])
    #expect(try ProfileText.profiles(in: "# nothing yet\n").isEmpty)
  }

  @Test(arguments: [
    ("prod:\n  token: x\n  place: h\n", 2, "a profile has no \"token\""),
    ("a:\n  place: h\nb:\n  user: ann\n", 3, "the profile \"b\" has no place"),
    ("a:\n  place:\n", 2, "\"place\" needs a value"),
    ("a: h\n", 1, "the profile \"a\" has no place"),
    ("- a\n", 1, "the names of profiles are expected"),
    ("in01-2f3a9c:\n  place: h\n", 1, "\"in01-2f3a9c\" cannot be the name of a profile"),
    ("a.b:\n  place: h\n", 1, "\"a.b\" cannot be the name of a profile"),
  ])
  func `what no profile says is refused with its line`(
    text: String, line: Int, message: String
  ) throws {
    let mistake = #expect(throws: ProfileText.Mistake.self) {
      try ProfileText.profiles(in: text)
    }
    #expect(mistake == ProfileText.Mistake(message: message, line: line))
  }

  @Test(arguments: ["a: {place: h, place: i}\n", "a:\n  place: h\na:\n  place: i\n", "a: [\n"])
  func `what is no YAML is refused`(text: String) {
    #expect(throws: ProfileText.Mistake.self) { try ProfileText.profiles(in: text) }
  }

  @Test func `the file is its owner's alone, and is named where it is wrong`() throws {
    let scratch = try Scratch()
    let file = ProfileFile(path: scratch.path(of: "config/vecferry/profiles.yaml"))
    #expect(try file.all().isEmpty)
    try file.save(Profile(place: "10.0.0.7", values: [.user: "ann"]), as: "prod")
    try file.save(Profile(place: "10.0.0.8"), as: "lab")
    try file.remove("lab")
    #expect(
      try file.all() == ["prod": Profile(name: "prod", place: "10.0.0.7", values: [.user: "ann"])])
    let path = try #require(file.path)
    for (path, mode) in [(path, 0o600), ((path as NSString).deletingLastPathComponent, 0o700)] {
      let facts = try FileManager.default.attributesOfItem(atPath: path)
      #expect(facts[.posixPermissions] as? Int == mode)
    }
    #expect(throws: UsageError.self) { try file.remove("lab") }
    try Data("prod:\n  plaice: x\n".utf8).write(to: URL(filePath: path))
    let error = #expect(throws: UsageError.self) { try file.all() }
    #expect(error?.message == "\(path):2: a profile has no \"plaice\"")
  }

  @Test func `what is kept has no secret and finds its files from anywhere`() {
    let pasted = Profile(
      place: "https://ann:s3cret@10.0.0.7/sales",
      values: [.ca: "ca.pem", .tokenFile: "/t", .cert: "~/c.pem", .key: "keys/k.pem"])
    let kept = pasted.kept(in: "/srv")
    #expect(kept.place == "https://10.0.0.7:443")
    #expect(
      kept.values == [
        .database: "sales", .user: "ann", .ca: "/srv/ca.pem", .tokenFile: "/t",
        .cert: "~/c.pem", .key: "/srv/keys/k.pem",
      ])
    let python = Profile(place: "/a.db", values: [.litePython: "python3.12"])
    #expect(python.kept(in: "/srv") == python)
    #expect(Profile(place: "http://s3cret@10.0.0.7").kept(in: "/").values.isEmpty)
  }

  @Test(arguments: [
    ("demo.db", "/srv/demo.db"), ("./demo.db", "/srv/demo.db"),
    ("../demo.db", "/srv/../demo.db"),
    ("/data/demo.db", "/data/demo.db"), ("~/demo.db", "~/demo.db"),
    ("unix:/run/milvus.sock", "unix:/run/milvus.sock"), ("in01-2f3a9c", "in01-2f3a9c"),
  ])
  func `a place is kept so that it is found from anywhere`(place: String, kept: String) {
    #expect(Profile(place: place).kept(in: "/srv").place == kept)
  }

  @Test(arguments: [
    ("10.0.0.7", "http://10.0.0.7:19530"), ("unix:/run/m.sock", "unix:/run/m.sock"),
    ("~/demo.db", "/tmp/demo.db"), ("/tmp/demo.db", "/tmp/demo.db"), ("in01-2f3a9c", nil),
    ("/no/such/folder/demo.db", nil),
  ])
  func `a place is known by what the journal calls it`(place: String, address: String?) {
    #expect(Profile(place: place).address(home: "/tmp") == address)
  }

  @Test func `an option counts more than the profile, and takes the place of its secret`() {
    let saved = Profile(
      name: "prod", place: "h", values: [.tokenFile: "/t", .database: "a", .label: "P"])
    let profile = saved.overridden(by: [.tokenEnv: "T", .database: "b"])
    #expect(profile.values == [.tokenEnv: "T", .database: "b", .label: "P"])
    #expect(saved.overridden(by: [.cu: "2"]).values[.tokenFile] == "/t")
  }
}
