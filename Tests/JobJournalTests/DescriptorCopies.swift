internal import Foundation

/// Copies of this process's descriptors of the files below a folder, as a child process has them from its
/// fork until it becomes its program.
struct DescriptorCopies {
  private let copies: [Int32]

  init(below folder: String) {
    let links = "/proc/self/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: links)) ?? []
    let own = names.compactMap(Int32.init).filter { descriptor in
      let path = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "\(links)/\(descriptor)")
      return path?.hasPrefix(folder + "/") == true
    }
    copies = own.map { dup($0) }
  }

  var count: Int { copies.count }

  func close() {
    copies.forEach { Foundation.close($0) }
  }
}
