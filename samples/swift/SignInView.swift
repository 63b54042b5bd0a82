import BrowserSignin
import SwiftUI

/// Signs a person in, shows who it is, calls an API, signs out.
struct SignInView: View {
    @State private var credential = Credential.default        // the session of the last start
    @State private var message = ""

    var body: some View {
        VStack(spacing: 16) {
            if let credential {
                Text("Hello, \(credential.token.idToken?.name ?? "")")
                Button("Get orders") { run { try await orders(of: credential) } }
                Button("Sign out") { run { try await signOut(credential) } }
            } else {
                Text("Nobody is signed in.")
                Button("Sign in") { run { try await signIn() } }
            }
            Text(message)
        }
        .padding()
    }

    private func run(_ action: @escaping @MainActor () async throws -> Void) {
        Task {
            do { try await action() }
            catch { message = error.localizedDescription }
        }
    }

    @MainActor private func signIn() async throws {
        guard let token = try await BrowserSignin.shared?.signIn() else { return }
        credential = try Credential.store(token)
        Credential.default = credential
    }

    /// A token that is about to end is refreshed before it is sent.
    @MainActor private func orders(of credential: Credential) async throws {
        try await credential.refreshIfNeeded()
        var request = URLRequest(url: URL(string: "https://api.example.com/orders")!)
        await credential.authorize(&request)
        let (body, _) = try await URLSession.shared.data(for: request)
        message = String(decoding: body, as: UTF8.self)
    }

    @MainActor private func signOut(_ credential: Credential) async throws {
        try await BrowserSignin.shared?.signOut(credential: credential)
        try await credential.revoke()
        try credential.remove()
        self.credential = nil
    }
}
