internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Which texts name the same point in time.
@Suite struct InstantMeaningTests {
  private func meaning(_ text: String) -> String? {
    InstantMeaning.form(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("2024-05-01T12:00:00+08:00", "2024-05-01T04:00:00Z"),
    ("2024-05-01T12:00:00Z", "2024-05-01 12:00:00+00:00"),
    ("2024-05-01T12:00:00.250000Z", "2024-05-01t12:00:00.25z"),
    ("2024-05-01T12:00:00Z", "2024-05-01T12:00:00.000-00:00"),
    ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"),
    ("2023-12-31T23:59:59.999999-0530", "2024-01-01 05:29:59.999999 Z"),
    ("1969-12-31T23:59:59.5Z", "1970-01-01T05:29:59.5+05:30"),
    ("2024-05-01T12:00:00+08", "2024-05-01T12:00:00+08:00:00"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0+00"),
  ])
  func `these texts name the same instant`(_ one: String, _ other: String) throws {
    let form = try #require(meaning(one))
    #expect(meaning(other) == form)
  }

  @Test(arguments: [
    ("2024-05-01T12:00:00+08:00", "2024-05-01T12:00:00Z"),
    ("2024-05-01T12:00:00.25Z", "2024-05-01T12:00:00.025Z"),
    ("2024-05-01T12:00:00.000001Z", "2024-05-01T12:00:00Z"),
    ("1969-12-31T23:59:59.5Z", "1970-01-01T00:00:00.5Z"),
  ])
  func `these texts name different instants`(_ one: String, _ other: String) throws {
    let form = try #require(meaning(one))
    let otherForm = try #require(meaning(other))
    #expect(form != otherForm)
  }

  @Test(arguments: [
    "", "2024-05-01", "12:00:00Z", "2024-05-01T12:00:00", "2024-05-01T12:00Z",
    "2024-02-30T12:00:00Z", "2023-02-29T12:00:00Z", "1900-02-29T12:00:00Z", "2024-13-01T12:00:00Z",
    "2024-00-01T12:00:00Z", "2024-05-00T12:00:00Z", "2024-05-01T24:00:00Z", "2024-05-01T12:60:00Z",
    "2024-05-01T12:00:60Z", "2024-05-01T12:00:00.Z", "2024-05-01T12:00:00+8:00",
    "2024-05-01T12:00:00+08:0", "2024-05-01T12:00:00+08:60", "2024-05-01T12:00:00Zx",
    "2024-05-01_12:00:00Z", "24-05-01T12:00:00Z", "１024-05-01T12:00:00Z", "-2024-05-01T12:00:00Z",
  ])
  func `what names no instant has no form`(_ text: String) {
    #expect(meaning(text) == nil)
  }

  @Test func `the form counts seconds as Foundation does`() throws {
    for seed in UInt64(1)...200 {
      var generator = SeededGenerator(seed: seed)
      // From 1600 on: Foundation counts older days by another calendar.
      let seconds = Int.random(in: -11_676_096_000...253_402_000_000, using: &generator)
      let zone = try #require(
        TimeZone(secondsFromGMT: 60 * Int.random(in: -720...840, using: &generator)))
      let style = Date.ISO8601FormatStyle(timeZone: zone)
        .year().month().day().time(includingFractionalSeconds: false).timeZone(separator: .colon)
      let text = Date(timeIntervalSince1970: Double(seconds)).formatted(style)
      try #require(meaning(text) == "\(seconds)", "seed \(seed): \(text)")
    }
  }
}
