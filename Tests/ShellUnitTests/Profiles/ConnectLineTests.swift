internal import MigrationEngine
internal import Testing

@testable internal import Shell

/// A cluster is connected again by a line with all that it was connected with.
@Suite struct ConnectLineTests {
  private let saved = Profile(
    name: "prod", place: "https://h:19530", values: [.ca: "/ca.pem", .tokenFile: "/token"])

  @Test func `a profile of the file is typed by its name`() {
    #expect(ConnectLine(saved, saved: saved).text(on: .target) == "connect target prod")
    let other = saved.overridden(by: [.tokenEnv: "T", .proxy: "h:1"])
    #expect(
      ConnectLine(other, saved: saved).with(.proxy, "none").text(on: .target)
        == "connect target prod --token-env T --proxy none")
  }

  @Test func `one that is not in the file, or otherwise there, is typed with its options`() {
    let whole = "connect source https://h:19530 --token-file /token --ca /ca.pem"
    #expect(ConnectLine(saved).text(on: .source) == whole)
    var other = saved
    other.values[.serverVersion] = "2.3.5"
    #expect(ConnectLine(saved, saved: other).text(on: .source) == whole)
    other.place = "elsewhere"
    #expect(ConnectLine(saved, saved: other).text(on: .source) == whole)
    let line = ConnectLine(saved, saved: saved).with(.ca, nil)
    #expect(line.text(on: .source) == "connect source https://h:19530 --token-file /token")
  }

  @Test func `another address keeps the options and the database`() {
    let line = ConnectLine(Profile(place: "http://h:1/shop", values: [.user: "ann"]))
    #expect(
      line.at("https://h:1").text(on: .source)
        == "connect source https://h:1 --database shop --user ann")
    let named = ConnectLine(saved, saved: saved).at("http://h:1")
    #expect(
      named.text(on: .source) == "connect source http://h:1 --token-file /token --ca /ca.pem")
  }

  @Test func `secrets of addresses are left out`() {
    let line = ConnectLine(
      Profile(place: "http://ann:sesame@h:1", values: [.proxy: "http://ann:sesame@p:2"]))
    #expect(line.text(on: .source) == "connect source http://h:1 --user ann --proxy http://p:2")
  }
}
