import { endpoints, type FoundMessagePage } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { SearchService } from './search.service.js';

@Controller()
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Handles(endpoints.searchMessages)
  find(
    @Me() me: Identity,
    @Input() { query }: InputOf<typeof endpoints.searchMessages>,
  ): Promise<FoundMessagePage> {
    return this.search.find(me, query);
  }
}
