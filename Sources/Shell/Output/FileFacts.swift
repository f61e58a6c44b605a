internal import CEditline
internal import Foundation

/// What the system says of a file.
///
/// It is asked in C: Swift counts the fields of `stat` to one module or another, by what else is
/// compiled at the time.
struct FileFacts {
  enum Kind { case file, folder, socket, other }

  let kind: Kind
  /// Who may read, write and run it: nine bits.
  let permissions: UInt32
  /// The number of its user.
  let owner: UInt32
  /// Bytes.
  let size: Int64

  /// Nil, with the reason in `errno`, if nothing is told.
  init?(path: String) {
    var file = ce_file()
    guard ce_look_at_path(path, &file) == 0 else { return nil }
    self.init(file)
  }

  /// Nil, with the reason in `errno`, if nothing is told.
  init?(descriptor: Int32) {
    var file = ce_file()
    guard ce_look_at_descriptor(descriptor, &file) == 0 else { return nil }
    self.init(file)
  }

  private init(_ file: ce_file) {
    kind =
      switch mode_t(file.mode) & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFSOCK: .socket
      default: .other
      }
    permissions = UInt32(file.mode) & 0o777
    owner = UInt32(file.owner)
    size = Int64(file.size)
  }
}
