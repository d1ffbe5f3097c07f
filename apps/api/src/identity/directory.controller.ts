import { endpoints, type FoundPeople, type Page, type PersonView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { DirectoryService } from './directory.service.js';
import { PeopleSearchService } from './people-search.service.js';
import type { Identity } from './identity.js';
import { Me } from './session.guard.js';

@Controller()
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly search: PeopleSearchService,
  ) {}

  @Handles(endpoints.findPeople)
  async find(@Input() { query }: InputOf<typeof endpoints.findPeople>): Promise<FoundPeople> {
    return { items: await this.search.find(query.search ?? '') };
  }

  @Handles(endpoints.listPeople)
  list(
    @Me() me: Identity,
    @Input() { query }: InputOf<typeof endpoints.listPeople>,
  ): Promise<Page<PersonView>> {
    return this.directory.list(me, query);
  }
}
