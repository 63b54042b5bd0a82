import SwiftUI

@main
struct QuickstartApp: App {
    var body: some Scene {
        WindowGroup { SignInView() }
    }
}
