using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Testing;

/// <summary>Someone who can sign in.</summary>
/// <param name="Login">What they type first.</param>
/// <param name="Password">And then.</param>
/// <param name="Id">Their user id, when it is known.</param>
public sealed record TestPerson(string Login, string Password, string? Id);
