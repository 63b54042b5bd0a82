namespace Latchkey.Server.Ground.Languages;

public sealed partial record TryingTexts
{
    public static readonly TryingTexts English = new()
    {
        TryIt = "Try it",
        Ask = "Ask",
        AskMeans = "What the app would send the browser to. Open it, and sign in.",
        OpenIt = "Open in a new tab",
        Change = "Change the request",
        Answer = "The answer",
        AnswerMeans = "Where the browser was sent then: copy the address, also where nothing could be shown there.",
        AddressOfAnswer = "Address of the answer",
        ReadIt = "Read it",
        NoAnswer = "has no parameters: copy all of the address",
        OtherState = "is the answer to another request: its state differs",
        NoCode = "has no code",
        Redeem = "Redeem the code",
        RedeemMeans = "The token endpoint itself answers, in a new tab. A code is good once, for a minute.",
        SecretMeans = "It goes from your browser to the token endpoint, and is kept nowhere.",
        SendIt = "Send",
        Tokens = "The tokens",
        TokensMean = "Paste what the token endpoint answered, or one token, and read what it says. It is not kept.",
        AnswerOfServer = "Answer of the token endpoint",
        NoTokens = "is no answer of the token endpoint, and no token",
        NotForThis = "Nobody signs in to this app",
        NotForThisMeans = "It has no redirect URI. A service gets its tokens by itself: see its Quick start.",

        Mobile = "Mobile",
        AndroidPrograms = "Android programs",
        AndroidHint = "One on each line: the package, a space, and the SHA-256 of its signing certificate.",
        ApplePrograms = "Apple programs",
        AppleHint = "One on each line: the team, a dot, and the bundle ID.",
        IsServed = "Served and right",
        NotServed = "Does not name this app",
        AskAsPhone = "Ask for them as a phone does",
        NotReached = "Not reached at this address",
    };
}
