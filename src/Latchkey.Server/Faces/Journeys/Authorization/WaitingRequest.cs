using Latchkey.Server.Core.Requests;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>A request whose person is on their way.</summary>
internal sealed record WaitingRequest
{
    public required AuthorizeRequest Request { get; init; }
    public required Parameters Parameters { get; init; }
    public required long BegunAt { get; init; }
    /// <summary>What has been proven by a factor where another is still to come; null at the first one.</summary>
    public Proof? Proof { get; init; }
    /// <summary>The session in which the person has done all that concerns who they are.</summary>
    public string? SessionId { get; init; }
    /// <summary>Of this one handle: what may be answered once is remembered by it.</summary>
    public string? Ticket { get; init; }

    /// <summary>The person who set a new password by a mailed link on the way: in this sign-in it is worth what the mailbox is.</summary>
    public string? Recovered { get; init; }

    /// <summary>Who they say they are, on the page before the one where they prove it; null: nobody was asked there.</summary>
    public string? Named { get; init; }

    /// <summary>This browser is to remember that name once it is proven.</summary>
    public bool KeepsName { get; init; }

    public ReplyTo ReplyTo => Request.ReplyTo;
}
