internal import Foundation
internal import GRDB

extension JournalError {
  /// Classifies what SQLite said about an attempt on the journal in a folder.
  ///
  /// SQLite calls a full disk an I/O error when it happens at a sync, or while its shared memory
  /// grows. The free space tells the two apart.
  init(_ attempt: String, folder: String, cause: any Error) {
    if let error = cause as? JournalError {
      self = error
      return
    }
    guard let error = cause as? DatabaseError else {
      self.init(.corrupt, "cannot \(attempt): a record cannot be understood", cause: cause)
      return
    }
    var code = Code(error.resultCode)
    if code == .ioFailed, JournalFiles.isDiskFull(folder) { code = .diskFull }
    let reason = error.message ?? "SQLite failed with code \(error.resultCode.rawValue)"
    self.init(code, "cannot \(attempt) in the journal \"\(folder)\": \(reason)", cause: error)
  }

  /// Classifies a system call that failed with a number of `errno.h`.
  init(_ attempt: String, path: String, errno number: Int32) {
    let code: Code = number == ENOSPC || number == EDQUOT ? .diskFull : .ioFailed
    self.init(code, "cannot \(attempt) \"\(path)\": \(String(cString: strerror(number)))")
  }
}

extension JournalError.Code {
  fileprivate init(_ result: ResultCode) {
    switch result {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
    case .SQLITE_CONSTRAINT: self = .illegalMove
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_FORMAT:
      self = .corrupt
    default: self = .ioFailed
    }
  }
}
