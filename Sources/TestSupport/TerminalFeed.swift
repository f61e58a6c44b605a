internal import Foundation
internal import Synchronization

/// What came from a program so far, and who waits for it to look in some way.
final class TerminalFeed: Sendable {
  typealias Condition = @Sendable (TerminalState) -> Bool

  private struct Contents {
    let emulator: TerminalEmulator
    var raw: [UInt8] = []
    var status: ProcessEnd?
    var isOutputEnded = false
    var waiters: [UUID: (Condition, CheckedContinuation<TerminalState?, Never>)] = [:]

    var state: TerminalState {
      TerminalState(
        picture: TerminalPicture(emulator), end: status, isOutputEnded: isOutputEnded)
    }
  }

  private let contents: Mutex<Contents>

  init(columns: Int, rows: Int) {
    contents = Mutex(Contents(emulator: TerminalEmulator(columns: columns, rows: rows)))
  }

  var state: TerminalState { contents.withLock { $0.state } }

  var rawOutput: [UInt8] { contents.withLock { $0.raw } }

  func take(_ output: ArraySlice<UInt8>) {
    change { contents in
      contents.raw += output
      contents.emulator.feed(output)
    }
  }

  func resize(columns: Int, rows: Int) {
    change { $0.emulator.resize(columns: columns, rows: rows) }
  }

  func endOutput() {
    change { $0.isOutputEnded = true }
  }

  func end(_ status: ProcessEnd) {
    change { $0.status = status }
  }

  /// Suspends until `condition` holds; nil if the task was cancelled or it cannot hold any more.
  func state(when condition: @escaping Condition) async -> TerminalState? {
    let id = UUID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let known = contents.withLock { contents -> TerminalState?? in
          let state = contents.state
          if condition(state) { return .some(state) }
          if Task.isCancelled || state.isFinal { return .some(nil) }
          contents.waiters[id] = (condition, continuation)
          return nil
        }
        if let known { continuation.resume(returning: known) }
      }
    } onCancel: {
      contents.withLock { $0.waiters.removeValue(forKey: id) }?.1.resume(returning: nil)
    }
  }

  private func change(_ body: (inout Contents) -> Void) {
    let (state, served) = contents.withLock { contents in
      body(&contents)
      let state = contents.state
      let served = contents.waiters.filter { $0.value.0(state) || state.isFinal }
      for id in served.keys { contents.waiters[id] = nil }
      return (state, served.values.map { ($0.0(state), $0.1) })
    }
    for (isMet, continuation) in served { continuation.resume(returning: isMet ? state : nil) }
  }
}

/// A program at a terminal at one moment.
package struct TerminalState: Sendable {
  /// The screen.
  package let picture: TerminalPicture
  /// How the program ended, if it did.
  package let end: ProcessEnd?
  /// Whether nothing more can come.
  let isOutputEnded: Bool

  var isFinal: Bool { end != nil && isOutputEnded }
}

/// How a process ended.
package enum ProcessEnd: Sendable, Hashable {
  /// It left with this status.
  case exited(Int32)
  /// This signal killed it.
  case killed(Int32)

  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7f
    self = signal == 0 ? .exited(waitStatus >> 8 & 0xff) : .killed(signal)
  }
}
