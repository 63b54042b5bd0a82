namespace Latchkey.Server.Ground.Rules;

/// <summary>Something that every org has from the start stays, whoever asks. Each face words it its own way: the management API as 403 E0000006.</summary>
/// <param name="reason">A sentence for a person: "A system scope cannot be deleted."</param>
internal sealed class BuiltInException(string reason) : Exception(reason);
