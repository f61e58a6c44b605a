internal import ArgumentParser
internal import Foundation
internal import FuzzSubjects

/// Feeds one part of the program with random inputs: `scripts/fuzz` runs it for each.
@main
struct Fuzzer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Fuzzer", abstract: "Feeds one part of vecferry with random inputs.")

  private static let subjects = FuzzCatalog.subjects + [FuzzCatalog.copy]

  @Argument(help: "What is fed: \(subjects.map(\.name).joined(separator: ", ")).")
  var subject: String

  @Option(help: "How many inputs.")
  var inputs = 1_000_000

  @Option(help: "The number of the first input.")
  var first = 0

  @Option(help: "What all inputs depend on; without it a random number.")
  var seed = UInt64.random(in: 0...UInt64(UInt32.max))

  @Option(help: "Largest resident memory in MB.")
  var memory = 300

  @Option(help: "Seconds after which an input is taken for one that hangs.")
  var patience: UInt32 = 20

  @Option(help: "A file that names the input which is being fed.")
  var note: String?

  @Flag(help: "Print the first input and do not feed it.")
  var show = false

  func validate() throws {
    guard inputs > 0, first >= 0 else { throw ValidationError("--inputs and --first count") }
  }

  func run() async throws {
    guard let subject = Self.subjects.first(where: { $0.name == subject }) else {
      throw ValidationError("there is no subject \"\(subject)\"")
    }
    let run = FuzzRun(
      seed: seed, inputs: first..<first + inputs, memoryLimit: memory << 20)
    guard !show else { return print(try run.text(of: first, for: subject)) }
    let watchdog = try Watchdog(patience: patience, note: note)
    do {
      print(Self.line(try await run.feed(subject) { watchdog.note($0) }))
    } catch let failure as FuzzFailure {
      FileHandle.standardError.write(Data("\(failure)\n".utf8))
      throw ExitCode.failure
    }
  }

  /// The outcome in one line, with a tab between the columns.
  ///
  /// Name, inputs, inputs per second, slowest input in ms, its number, peak of memory in MB.
  private static func line(_ report: FuzzReport) -> String {
    let rate = Double(report.inputs) / max(report.duration / .seconds(1), 1e-9)
    let slowest = report.slowestDuration / .milliseconds(1)
    let peak = PeakMemory.bytes.map { String($0 >> 20) } ?? "unknown"
    return [
      report.subject, String(report.inputs), String(format: "%.0f", rate),
      String(format: "%.1f", slowest), String(report.slowest), peak,
    ].joined(separator: "\t")
  }
}
