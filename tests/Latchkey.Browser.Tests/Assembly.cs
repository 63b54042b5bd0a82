using System.Runtime.Versioning;

// Handlers here are .desktop files and scripts.
[assembly: UnsupportedOSPlatform("windows")]
