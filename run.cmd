@echo off
rem Builds and starts the server, the sample API and the sample native app. Ctrl+C stops everything.
rem   run [--port N] [--api-port N] [--fresh] [--no-app]
setlocal
cd /d "%~dp0"
call eng\sdk.cmd || exit /b 1
dotnet run eng\run.cs -- %*
