namespace Latchkey.Server.Ground.Storage;

/// <summary>Hears that the thing of this kind and key is no longer what it was. Must be quick and must not throw.</summary>
public delegate void ChangeHeard(string kind, string key);
