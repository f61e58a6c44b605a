internal import Foundation

/// The largest resident memory that this process has had.
package enum PeakMemory {
  /// In bytes; nil where the system does not tell.
  ///
  /// `getrusage` would count what the process had before it became this program.
  package static var bytes: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }
}
