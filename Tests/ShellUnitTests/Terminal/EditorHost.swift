internal import Foundation
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import Shell

/// A program with nothing but a line editor, for tests that need a terminal and no commands.
///
/// It is this test bundle, started once more at a pseudo-terminal with only the one test below. It
/// answers a line with `<line>`. SIGUSR1 posts a notice, SIGUSR2 changes the prompt.
@Suite struct EditorHost {
  private static let isHost = ProcessInfo.processInfo.environment["EDITOR_HOST"] != nil

  /// Starts the program and waits for its prompt.
  static func start(columns: Int = 80, rows: Int = 24) async throws -> TerminalSession {
    let own = ProcessInfo.processInfo.environment
    let kept = own.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
    let fixed = [
      "HOME": "/nonexistent", "TERM": "xterm-256color", "LANG": "C.UTF-8", "EDITOR_HOST": "1",
    ]
    let program = try #require(Bundle.main.executablePath)
    let session = try TerminalSession(
      program, ["--testing-library", "swift-testing", "--filter", "EditorHost"],
      environment: kept.merging(fixed) { $1 }, columns: columns, rows: rows)
    try await session.expectLine("host>")
    return session
  }

  @Test(.enabled(if: isHost))
  func `it answers lines until the end`() async throws {
    print("\u{1b}[H\u{1b}[2J", terminator: "")
    fflush(nil)
    exit(await HostedShell().run())
  }
}

/// The loop of the program.
private struct HostedShell {
  let noticeBox = NoticeBox()
  let interrupts: Interrupts
  let source: TerminalLineSource?

  init() {
    let noticeBox = noticeBox
    interrupts = Interrupts(noticeBox: noticeBox)
    source = TerminalLineSource(
      program: "host", noticeBox: noticeBox, interrupts: interrupts,
      history: History(path: nil, directory: "/"), completer: SlowNames(), usesColour: true)
    Triggers.install([
      SIGUSR1: { noticeBox.post("notice \($0)") },
      SIGUSR2: { noticeBox.repaint(Prompt("host [\($0)]> ")) },
    ])
  }

  func run() async -> Int32 {
    guard let source else { return 70 }
    while true {
      switch await source.nextLine(prompt: Prompt("host> "), continuation: false) {
      case .interrupted: continue
      case .end: return 0
      case .unreadable: return 65
      case .terminated: return 128 + (interrupts.termination ?? 0)
      case .line(let line, _): await answer(line)
      }
      fflush(nil)
    }
  }

  private func answer(_ line: String) async {
    switch line {
    case "secret":
      let secret = SecretPrompt(noticeBox: noticeBox, interrupts: interrupts)
      switch await secret.ask("Token: ") {
      case .line(let text): print("got \(text.count) characters")
      case .end, .interrupted: print("got none")
      }
    case "question":
      let question = QuestionPrompt(noticeBox: noticeBox, interrupts: interrupts)
      switch await question.ask("Start? ") {
      case .line(let text): print("answer \(text)")
      case .end: print("no answer")
      case .interrupted: print("interrupted")
      }
    case "foreground":
      await tell(interrupts.signals())
    case "late foreground":
      print("not yet running")
      fflush(nil)
      while interrupts.termination == nil { try? await Task.sleep(for: .milliseconds(10)) }
      await tell(interrupts.signals())
    default: print("<\(line)>")
    }
  }
}

/// Tells signals until one of them is to be obeyed.
private func tell(_ signals: AsyncStream<Interruption>) async {
  print("running")
  fflush(nil)
  for await interruption in signals {
    print("got \(interruption)")
    fflush(nil)
    guard interruption == .interrupt else { break }
  }
}

/// Where the handler leaves the number of its signal.
private let triggerEntry = Atomic<Int32>(-1)

/// Signals that make something happen, each as often as it was sent.
///
/// A source of Dispatch loses signals: the system drops one that is ignored by the thread it picks.
private enum Triggers {
  static func install(_ actions: [Int32: @Sendable (Int) -> Void]) {
    var ends: [Int32] = [-1, -1]
    let failed = ends.withUnsafeMutableBufferPointer { pipe($0.baseAddress) } != 0
    precondition(!failed, "a pipe needs two free descriptors")
    triggerEntry.store(ends[1], ordering: .relaxed)
    let readEnd = ends[0]
    Thread {
      var counts: [Int32: Int] = [:]
      var byte: UInt8 = 0
      while read(readEnd, &byte, 1) != 0 {
        counts[Int32(byte), default: 0] += 1
        actions[Int32(byte)]?(counts[Int32(byte), default: 0])
      }
    }.start()
    for number in actions.keys {
      signal(number) { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(triggerEntry.load(ordering: .relaxed), &byte, 1)
        errno = saved
      }
    }
  }
}

/// Names that are never there yet.
private struct SlowNames: Completer {
  func completions(for text: String, cursor: Int) -> Completions {
    Completions(note: "fetching names ...")
  }

  func hint(for text: String) -> String? {
    text == "describe" ? " NAME [--schema json]" : nil
  }
}
