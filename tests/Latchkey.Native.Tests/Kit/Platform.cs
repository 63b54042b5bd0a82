// File modes, unix sockets, libsecret and xdg-open are what these tests are about; DPAPI and the Keychain have no tests here.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
