using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Ground.Mail;

/// <summary>Knows how an org words its mails.</summary>
internal interface ILetterForm
{
    /// <summary>The letter in the org's own words, or as it is; null where the org wants none of its kind sent.</summary>
    Task<Letter?> Fill(Writing writing, string orgId, Letter letter, LetterFacts facts);
}
