namespace Latchkey.Server.Core.SignOn;

/// <summary>Whether something holds; undefined where it was not said what it rests on.</summary>
internal enum Verdict { Match, NotMatch, Undefined }
