using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.LogStreams;

/// <summary>Changes the log streams of an org: each is one commit with its line in the log. Contract §3.6, log streams.</summary>
internal sealed class LogStreamChanges(LoggedWrites writes, LogStreams streams)
{
    /// <exception cref="RuleException">Another one has its name, or there are too many.</exception>
    public async Task<LogStream> Create(Doing doing, LogStreamDraft draft) =>
        await writes.Write(doing, LogStreamEvents.Created, writing => streams.Create(writing, doing.Org.Id, draft), stream => stream.Party)
            ?? throw new RuleException("name", $"Another log stream of the organization has this name, or there are {LogStreams.Most} already");

    /// <exception cref="RuleException">Another one has its name, or it was changed meanwhile.</exception>
    public async Task<LogStream> Replace(Doing doing, LogStream existing, LogStreamDraft draft) =>
        await writes.Write(doing, LogStreamEvents.Updated, writing => streams.Change(writing, existing, draft), stream => stream.Party)
            ?? throw new RuleException("name", "Another log stream of the organization has this name, or this one was changed meanwhile");

    /// <summary>Null when it is gone.</summary>
    public async Task<LogStream?> SetActive(Doing doing, LogStream existing, bool active) => existing.Active == active ? existing
        : await writes.Write(doing, active ? LogStreamEvents.Activated : LogStreamEvents.Deactivated,
            writing => streams.SetActive(writing, existing, active), stream => stream.Party);

    public Task<bool> Delete(Doing doing, LogStream existing) =>
        writes.Write(doing, LogStreamEvents.Deleted, writing => streams.Delete(writing, existing), existing.Party);
}
