internal import ArgumentParser

/// What `--on` takes: where key ranges are worked on.
package enum ExecutionPlace: Sendable, Equatable {
  /// In this process.
  case here
  /// In so many processes of this machine.
  case workers(Int)
  /// On the Spark of that master.
  case spark(master: String)

  /// Far more than the processors of one machine gain from.
  static let mostWorkers = 64

  /// Reads `here`, `worker:N` or a master as `spark-submit` takes it.
  ///
  /// - Throws: `ValidationError` with what it takes.
  init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if text == "here" {
      self = .here
    } else if parts[0] == "worker" {
      guard parts.count == 2, let count = Int(parts[1]), (1...Self.mostWorkers).contains(count)
      else {
        throw ValidationError(
          "--on \(text): worker: and a number from 1 to \(Self.mostWorkers), like worker:4")
      }
      self = .workers(count)
    } else if Self.isMaster(text) {
      self = .spark(master: text)
    } else {
      throw ValidationError(Self.refusal(of: text, parts))
    }
  }

  private static func refusal(of text: String, _ parts: [Substring]) -> String {
    let count = parts.count == 2 ? parts[1] : "4"
    let isSlip = !DidYouMean.candidates(for: String(parts[0]), among: ["worker"]).isEmpty
    if isSlip, let place = try? Self("worker:\(count)"), case .workers = place {
      return "--on \(text): did you mean worker:\(count)?"
    }
    return "--on \(text): --on takes here, worker:4, or a master of Spark, as "
      + "spark://10.0.0.5:7077, yarn, k8s://https://10.0.0.5:6443 or local[4]"
  }

  private static func isMaster(_ text: String) -> Bool {
    if text == "yarn" || text == "local" { return true }
    if text.hasPrefix("local[") {
      return text.wholeMatch(of: /local\[(\*|[0-9]+)(,[0-9]+)?\]/) != nil
    }
    return ["spark://", "k8s://"].contains { text.hasPrefix($0) && text.count > $0.count }
  }
}
