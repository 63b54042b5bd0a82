namespace Latchkey.Server.Core.People;

/// <summary>Why an account may not act. The explanation is for the log and for whoever has already proven to be the person.</summary>
internal sealed record AccountRefusal(AccountStanding Standing, string Explanation);
