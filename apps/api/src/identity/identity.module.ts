import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessTokensController } from './access-tokens.controller.js';
import { AccessTokensService } from './access-tokens.service.js';
import { Credentials } from './credentials.js';
import { DevicesController } from './devices.controller.js';
import { DevicesService } from './devices.service.js';
import { DirectoryController } from './directory.controller.js';
import { DirectoryService } from './directory.service.js';
import { PasswordChanges } from './password-changes.js';
import { Passwords } from './passwords.js';
import { PeopleSearchService } from './people-search.service.js';
import { PeopleController } from './people.controller.js';
import { RequestRate } from './request-rate.js';
import { SessionGuard } from './session.guard.js';
import { SessionsService } from './sessions.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignUpRuleCheck } from './sign-up-rule.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [PeopleController, DirectoryController, DevicesController, AccessTokensController],
  providers: [
    AccessTokensService,
    Credentials,
    DevicesService,
    DirectoryService,
    PasswordChanges,
    Passwords,
    PeopleSearchService,
    RequestRate,
    SessionsService,
    SignInThrottle,
    SignUpRuleCheck,
    UsersService,
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [Credentials],
})
export class IdentityModule {}
