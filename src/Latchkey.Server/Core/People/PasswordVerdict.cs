namespace Latchkey.Server.Core.People;

/// <summary>RightButOld: right, and to be hashed again at today's cost.</summary>
internal enum PasswordVerdict { Right, RightButOld, Wrong }
