internal import Foundation
internal import Shell

@main
enum Main {
  static func main() async {
    exit(await Program.run())
  }
}
