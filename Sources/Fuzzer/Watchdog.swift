internal import Foundation

/// Ends the process when an input hangs, and leaves behind which one it was.
///
/// The note is written before an input is made, so it also names the one that a crash came of. The
/// alarm's signal is left to the system, which ends the process whatever it is doing.
struct Watchdog {
  private let patience: UInt32
  private let descriptor: Int32?

  /// Makes a watchdog; without a path it leaves no note.
  init(patience: UInt32, note path: String?) throws {
    self.patience = patience
    descriptor = try path.map { path in
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      return descriptor
    }
    alarm(patience)
  }

  /// Notes the number of the next input, which is never less than that of the last one.
  func note(_ number: Int) {
    alarm(patience)
    guard let descriptor else { return }
    var text = "\(number)"
    text.withUTF8 { _ = pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }
}
