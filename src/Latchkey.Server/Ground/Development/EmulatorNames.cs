namespace Latchkey.Server.Ground.Development;

/// <summary>
/// What the machine of a development server is called from inside it: by Android's emulator and by a container. Traffic to
/// them stays on the machine. They select the org and are in the certificate; the issuer is another and stays one.
/// </summary>
internal static class EmulatorNames
{
    public static readonly IReadOnlyList<string> All = ["10.0.2.2", "host.docker.internal"];
}
